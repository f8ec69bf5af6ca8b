interface ImportMeta {
  /** Vite: one loader per file that the pattern finds, by path. */
  glob<Module>(pattern: string, options: { readonly import: string }): Readonly<Record<string, () => Promise<Module>>>;
}
