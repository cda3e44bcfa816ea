import { compileTemplates } from '../../build/templates.ts';
import { resolveAnswers } from '../../src/ask/resolve.ts';
import { type RenderContext, renderContext } from '../../src/plan/create/context.ts';
import { layers } from '../../src/plan/create/layers.ts';
import { loadTemplates, type RenderedFile, renderLayers, type Templates } from '../../src/plan/create/render.ts';
import type { Flags } from '../../src/questions/conversation.ts';

export const FORMS = {
  ts: { language: 'ts', module: 'esm' },
  js: { language: 'js', module: 'esm' },
  cjs: { language: 'js', module: 'cjs' },
} as const;
export type Form = keyof typeof FORMS;

/** What templates may read in a run with these flags. */
export async function contextOf(flags: Flags = {}): Promise<RenderContext> {
  const typed = { directory: 'my-app', ...flags };
  return renderContext('my-app', await resolveAnswers({ command: 'create', flags: typed, detected: {} }));
}

/** The files that such a run renders. */
export async function filesOf(context: RenderContext): Promise<RenderedFile[]> {
  return renderLayers(await loadTemplates(), layers(context), context);
}

/** The same by their paths. */
export async function appOf(flags: Flags = {}): Promise<Map<string, string>> {
  return new Map((await filesOf(await contextOf(flags))).map(({ path, content }) => [path, content]));
}

/** Compiles templates, given by layer as path to text. */
export async function compiled(templates: Record<string, Record<string, string>>): Promise<Templates> {
  const list = Object.entries(templates).flatMap(([layer, files]) =>
    Object.entries(files).map(([path, text]) => ({ layer, path, text })),
  );
  const source = compileTemplates(list);
  return (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(source)}`)).default;
}

/** Compiles and renders one template; undefined when it gives no file. */
export async function rendered(path: string, text: string, flags: Flags = FORMS.ts): Promise<string | undefined> {
  const context = await contextOf(flags);
  const templates = await compiled({ base: { [path]: text } });
  return renderLayers(templates, ['base'], context)[0]?.content;
}
