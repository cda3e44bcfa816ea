/** Compiled from templates/ by build/templates.ts. */
declare module 'virtual:templates' {
  const templates: import('./render.ts').Templates;
  export default templates;
}
