import { shop } from './planted-faults.ts';

/** Files that are put into the tree, and the fault that must then be told. */
export const strayFiles: readonly (readonly [what: string, file: string, fault: string])[] = [
  ['a note beside the texts', `${shop}/notes.txt`, `${shop}/notes.txt:1: nobody reads 'notes.txt': this folder holds entry.yaml`],
  ['a second file of fields', `${shop}/entry.yml`, `${shop}/entry.yml:1: nobody reads 'entry.yml'`],
  ['a text in a language that nobody speaks here', `${shop}/pt.md`, `${shop}/pt.md:1: nobody is spoken to in 'pt'`],
  [
    'a picture in a pill',
    'content/pills/first-price/price.png',
    `content/pills/first-price/price.png:1: nobody reads 'price.png': this folder holds pill.yaml`,
  ],
];
