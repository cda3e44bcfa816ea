import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { scratchFolder } from '../real/packed.ts';
import { runCli } from '../real/spawn.ts';
import { install, npm, serve, Visitor } from './app.ts';

let app: string;

const HOME = `import { promisify } from 'node:util';
import { Router } from 'express';

export const routes = Router();

routes.get('/', (_req, res) => void res.render('home'));
routes.get('/broken', () => {
  throw new Error('<b>broken</b>');
});
`;

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(path.join(app, file), 'utf8');
  const after = change(before);
  expect(after, file).not.toBe(before);
  writeFileSync(path.join(app, file), after);
}

/** What an owner changes on the first day: the pages, their texts, the title, the documentation. */
beforeAll(async () => {
  const folder = scratchFolder();
  app = path.join(folder, 'my-app');
  const features = ['--features', 'auth,flash,devices,batching', '--encrypt'];
  const ran = await runCli(['my-app', ...features, '--yes', '--no-install', '--no-git'], folder);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  await install(app);
  const readme = readFileSync(path.join(app, 'README.md'), 'utf8');
  const [, property] = /such as `(.+?)`/.exec(readme) ?? [];
  const routes = [...readme.matchAll(/^```ts\n([^`]+)```$/gm)].map(([, code]) => code);
  expect(routes).toHaveLength(2);
  edit('README.md', () => 'My app\n');
  edit('views/home.ejs', () => '<h1>Hi</h1>\n');
  writeFileSync(path.join(app, 'views/notes.ejs'), /^```html\n([^`]+)```$/m.exec(readme)?.[1] ?? '');
  edit('src/session.ts', (text) => text.replace('visits?: number;', `$&\n    ${property}`));
  edit('src/routes.ts', () => [HOME, ...routes].join('\n'));
  edit('src/app.ts', (text) => text.replace(/(app\.locals\.title = ).+/, "$1'Renamed';"));
  for (const view of ['account', 'error', 'sign-in', 'sign-up', 'partials/head'])
    edit(`views/${view}.ejs`, (text) => text.replace(/\b(Account|Change|Sign|Something|Your)\b/g, 'Other'));
  for (const file of readdirSync(app)) if (/^(LICENSE|\.env\.example)$/.test(file)) rmSync(path.join(app, file));
}, 300_000);

test('an app with other pages, texts and documentation passes its own lint and tests', {
  timeout: 700_000,
}, async () => {
  await npm(app, 'run', 'lint');
  await npm(app, 'run', 'typecheck');
  await npm(app, 'test');
});

test('the examples of the README work', { timeout: 60_000 }, async () => {
  const server = await serve(app, ['npm', 'run', 'dev']);
  const visitor = new Visitor();
  expect((await visitor.get(`${server.url}/notes`)).headers.get('location')).toBe('/sign-in');
  const post = (page: string, body = {}): Promise<Response> =>
    fetch(server.url + page, { method: 'POST', body: new URLSearchParams(body), redirect: 'manual' });
  const signedUp = await post('/sign-up', { email: 'ada@example.org', password: 'correct horse battery' });
  visitor.cookie = signedUp.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  expect(await (await visitor.get(`${server.url}/notes`)).text()).toContain('Notes of ada@example.org');
  expect((await post('/theme')).headers.getSetCookie()).toHaveLength(1);
  await server.stop();
});

test('npm run dev shows the stack of an error in the browser and in the terminal', { timeout: 60_000 }, async () => {
  const server = await serve(app, ['npm', 'run', 'dev'], { NODE_ENV: 'development' });
  expect(await (await fetch(server.url)).text()).toBe('<h1>Hi</h1>\n');
  const answer = await fetch(`${server.url}/broken`);
  expect(answer.status).toBe(500);
  expect(await answer.text()).toMatch(/Error: &lt;b&gt;broken&lt;\/b&gt;<br>.+at .+routes\.ts:8/);
  expect((await fetch(`${server.url}/nothing-here`)).status).toBe(404);
  await expect.poll(() => server.output()).toContain('/nothing-here 404');
  expect(server.output()).toMatch(/^Error: <b>broken<\/b>\n +at .+routes\.ts:8/m);
  expect(server.output().match(/ERROR.*/g)).toEqual([expect.stringContaining('GET /broken 500')]);
  await server.stop();
});
