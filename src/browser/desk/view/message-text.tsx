import type { JSX } from 'preact';

interface MessageTextProps {
  readonly text: string;
  /** Only our own texts may ask for emphasis and links; what people write stays as they wrote it. */
  readonly isMarkdown: boolean;
  /** Where it is known; else the text's own first letter decides. */
  readonly direction?: 'ltr' | 'rtl' | 'auto' | undefined;
}

/** A text in its own direction. It becomes text nodes, never markup. */
export function MessageText({ text, isMarkdown, direction = 'auto' }: MessageTextProps): JSX.Element {
  if (!isMarkdown) {
    return (
      <p class="said" dir={direction}>
        {text}
      </p>
    );
  }
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph, index) => (
        <p class="said" dir={direction} key={index}>
          {piecesOf(paragraph)}
        </p>
      ))}
    </>
  );
}

const piece = /(\*\*[^*\n]+\*\*|\*[^*\s][^*\n]*\*|\[[^\]\n]+\]\(https?:\/\/[^\s)]+\)|https?:\/\/[^\s)<>]+)/g;

function piecesOf(text: string): readonly (string | JSX.Element)[] {
  return text.split(piece).map((part, index) => {
    if (index % 2 === 0) return part;
    if (part.startsWith('**')) return <strong key={index}>{part.slice(2, -2)}</strong>;
    if (part.startsWith('*')) return <em key={index}>{part.slice(1, -1)}</em>;
    const [, label = part, address = part] = /^\[(.+)\]\((.+)\)$/.exec(part) ?? [];
    return (
      <a key={index} href={address} target="_blank" rel="noopener noreferrer" dir="ltr">
        {label}
      </a>
    );
  });
}
