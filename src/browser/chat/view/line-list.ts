import type { Line } from '../conversation.ts';
import type { Phrases } from '../phrases.ts';
import { element } from './element.ts';
import { renderMessage, speakerOf } from './message.ts';

export interface LineList {
  readonly element: HTMLElement;
  /** Shows these lines, touching only what changed; returns what is new. */
  render(lines: readonly Line[], phrases: Phrases, tag: string): readonly HTMLElement[];
  clear(): void;
}

interface Shown {
  readonly node: HTMLElement;
  /** What the node was made from. */
  readonly signature: string;
}

export function createLineList(onRetry: (key: string) => void): LineList {
  const list = element('div', { class: 'lines' });
  let shown = new Map<string, Shown>();

  const render: LineList['render'] = (lines, phrases, tag) => {
    const next = new Map<string, Shown>();
    const fresh: HTMLElement[] = [];
    for (const [index, line] of lines.entries()) {
      const before = lines[index - 1];
      const isFirst = before === undefined || speakerOf(before, phrases) !== speakerOf(line, phrases);
      const signature = `${line.status} ${String(isFirst)} ${line.activity.id ?? ''}`;
      const known = shown.get(line.key);
      const node = known?.signature === signature ? known.node : renderMessage(line, { phrases, tag, isFirst, onRetry });
      if (known === undefined) fresh.push(node);
      next.set(line.key, { node, signature });
    }
    arrange(
      list,
      [...next.values()].map(({ node }) => node),
    );
    shown = next;
    return fresh;
  };

  return {
    element: list,
    render,
    clear: () => {
      shown.clear();
      list.replaceChildren();
    },
  };
}

/** Moves as little as possible: what is moved is read out again. */
function arrange(list: HTMLElement, nodes: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(nodes);
  for (const node of Array.from(list.children)) if (!wanted.has(node)) node.remove();
  for (const [index, node] of nodes.entries()) {
    const place = list.children[index] ?? null;
    if (place !== node) list.insertBefore(node, place);
  }
}
