type Child = Node | string | null;

/** An element with attributes and children. Strings become text, never markup; null is left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

const svg = 'http://www.w3.org/2000/svg';

/** Line icons on a 24 px grid, drawn in the text's colour. */
const paths = {
  chat: 'M4 5h16v11H9l-5 4z M8 9h8 M8 12.5h5',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M4 12l16-7-5 15-4-6z M11 14l9-9',
  attach: 'M19 11.5l-7.2 7.2a4.6 4.6 0 0 1-6.5-6.5l8-8a3 3 0 0 1 4.3 4.3l-7.9 7.9a1.4 1.4 0 0 1-2-2l7-7',
  clock: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18 M12 7.5V12l3 2',
  alert: 'M12 3.5l9.5 16.5h-19z M12 10v4.5 M12 17.2v.3',
  down: 'M12 5v14M6 13l6 6 6-6',
  globe: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18 M3 12h18 M12 3c-5 5.5-5 12.5 0 18c5-5.5 5-12.5 0-18',
  open: 'M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9',
} as const;

export function icon(name: keyof typeof paths): SVGElement {
  const drawing = document.createElementNS(svg, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  drawing.classList.add('icon', `icon-${name}`);
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', paths[name]);
  drawing.append(path);
  return drawing;
}
