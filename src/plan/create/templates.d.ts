/** Made from the folder templates/ by build/templates.ts. */
declare module 'virtual:templates-ts' {
  const templates: import('./render.ts').Templates;
  export default templates;
}

declare module 'virtual:templates-js' {
  const templates: import('./render.ts').Templates;
  export default templates;
}
