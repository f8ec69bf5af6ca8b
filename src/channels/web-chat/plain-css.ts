/** Styles of the pages that work without JavaScript: the widget's colours, the system's fonts, no direction. */
export const plainCss = `:root {
  color-scheme: light dark;
  --ink: light-dark(#1b1f24, #eceae4);
  --paper: light-dark(#fbfaf7, #16191c);
  --line: light-dark(#dcd8cf, #3a3f45);
  --accent: light-dark(#0b6e69, #5cc8bf);
  --on-accent: light-dark(#ffffff, #10201f);
  --own: light-dark(#e3efee, #1f3533);
  --mentor: light-dark(#9a5b00, #f0b45b);
  --alert: light-dark(#a3201d, #ff8a80);
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.5 'Noto Sans', 'Noto Naskh Arabic', 'Noto Nastaliq Urdu', 'Noto Sans Bengali', 'Noto Sans SC', system-ui, sans-serif;
}
:lang(ur) { line-height: 2; }
main { max-inline-size: 40rem; margin-inline: auto; padding: 16px; }
h1 { font-size: 1.25rem; margin-block: 8px 16px; }
.talk { list-style: none; margin: 0; padding: 0; }
.talk > li { margin-block: 12px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 16px; border-start-start-radius: 4px; margin-inline-end: 12%; overflow-wrap: anywhere; }
.talk > .contact { background: var(--own); border-start-start-radius: 16px; border-start-end-radius: 4px; margin-inline: 12% 0; }
.talk > .mentor { border-inline-start: 4px solid var(--mentor); }
.talk p, .talk ol, .talk ul { margin-block: 4px; }
.talk div ol, .talk div ul { padding-inline-start: 24px; }
.who { font-size: 0.875rem; font-weight: 600; }
.mentor > .who { color: var(--mentor); }
.way { margin: 8px 0; }
.way img { display: block; background: #fff; border-radius: 8px; max-inline-size: 100%; block-size: auto; }
a { color: var(--accent); }
.actions, nav { display: flex; flex-wrap: wrap; gap: 8px; margin-block: 12px; align-items: center; }
nav { border-block-start: 1px solid var(--line); padding-block-start: 12px; gap: 4px 16px; }
nav a, .write a { display: inline-block; padding-block: 10px; }
.write p { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; }
button { min-block-size: 44px; padding: 8px 16px; font: inherit; border: 1px solid var(--accent); border-radius: 10px; background: transparent; color: var(--accent); cursor: pointer; }
.write button { background: var(--accent); color: var(--on-accent); }
label { display: block; font-weight: 600; margin-block-end: 4px; }
summary { min-block-size: 44px; padding-block: 10px; color: var(--accent); cursor: pointer; }
.attach input { inline-size: 100%; min-block-size: 44px; padding-block: 8px; margin-block-end: 8px; font: inherit; }
.file a { display: inline-block; padding-block: 10px; overflow-wrap: anywhere; }
textarea { inline-size: 100%; font: inherit; color: inherit; background: transparent; border: 1px solid var(--ink); border-radius: 10px; padding: 8px 12px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.alert { border: 2px solid var(--alert); color: var(--alert); border-radius: 10px; padding: 8px 12px; }
@media print { form, nav, .attach { display: none; } }
`;
