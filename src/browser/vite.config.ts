import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { parse } from 'yaml';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const locales = here('../../locales');
const deskPage = here('desk/index.html');

interface Language {
  readonly code: string;
  readonly name: string;
  readonly tag: string;
  readonly direction: string;
}

interface PhraseFile {
  readonly fileName: string;
  readonly source: string;
}

const languages = (parse(readFileSync(`${locales}/languages.yaml`, 'utf8')) as readonly Language[]).filter(({ code }) =>
  existsSync(`${locales}/${code}/chat.json`),
);

/**
 * English is part of the widget; each other language is a script of its own that leaves its phrases on its own element.
 * A script needs no CORS header and no second look at the page's policy, and the widget loads it beside its first call.
 */
const phraseFiles = new Map(languages.filter(({ code }) => code !== 'en').map(({ code }) => [code, toPhraseFile(code)]));

/** The widget's own words: those of the pages without it stay out. */
function widgetPhrases(code: string): string {
  const { plain: _, ...phrases } = JSON.parse(readFileSync(`${locales}/${code}/chat.json`, 'utf8')) as Record<string, unknown>;
  return JSON.stringify(phrases);
}

function toPhraseFile(code: string): PhraseFile {
  const source = `document.currentScript.phrases=${widgetPhrases(code)}`;
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 12);
  return { fileName: `widget/${code}-${hash}.js`, source };
}

/** What the widget has to know of each language: code, own name, BCP 47 tag, direction, where its phrases are. */
const languageTable = languages.map(({ code, name, tag, direction }) => ({
  code,
  name,
  tag,
  direction,
  file: phraseFiles.get(code)?.fileName ?? '',
}));

function emitPhrases(): Plugin {
  return {
    name: 'emit-phrases',
    applyToEnvironment: ({ name }) => name === 'widget',
    generateBundle() {
      for (const { fileName, source } of phraseFiles.values()) this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

/** `vite build --app -c src/browser/vite.config.ts`: the widget as one classic script, and the desk where it exists. */
export default defineConfig({
  root: here('.'),
  publicDir: false,
  define: { LANGUAGES: JSON.stringify(languageTable), ENGLISH: widgetPhrases('en') },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [emitPhrases()],
  build: {
    outDir: here('../../dist/browser'),
    emptyOutDir: false,
    target: 'es2022',
    cssTarget: 'chrome123',
    modulePreload: { polyfill: false },
  },
  environments: {
    widget: {
      consumer: 'client',
      build: {
        // Built first: what an earlier build left behind goes.
        emptyOutDir: true,
        rolldownOptions: {
          input: here('chat/main.ts'),
          output: { format: 'iife', entryFileNames: 'widget.js' },
        },
      },
    },
    client: { build: { rolldownOptions: { input: { desk: deskPage } } } },
  },
  builder: {
    buildApp: async (builder) => {
      const { widget, client } = builder.environments;
      if (widget !== undefined) await builder.build(widget);
      if (client !== undefined && existsSync(deskPage)) await builder.build(client);
    },
  },
});
