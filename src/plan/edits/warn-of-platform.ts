import { basename } from 'node:path';
import { literally } from '../../inspect/project/literally.ts';
import type { Change } from '../change.ts';
import type { Draft } from '../draft.ts';

/** Warns about files that lack the new variables, about builds of the old code, and about images with the env file. */
export function warnOfPlatform(draft: Draft, change: Change): void {
  const { project, answers } = draft;
  const { environment, platform } = project;
  const known = new Set([...environment.reads.map(({ name }) => name), 'NODE_ENV', 'PORT']);
  for (const { path, text, isOfApp } of platform.variableLists) {
    // nodemon adds its variables to those of the env file.
    if (basename(path) === 'nodemon.json' && environment.loader) continue;
    // `MYSQL_USER: ${DB_USER}` passes the value on under another name.
    const added = change.edits.flatMap((edit) => (edit.file.path === path && 'text' in edit ? edit.text : []));
    const listed = [text.replace(/\$\{[^}]*\}/g, ''), ...added].join('\n');
    const has = (name: string): boolean => new RegExp(`\\b${literally(name)}\\b`).test(listed);
    const missing = [...change.variables.keys()].filter((name) => !has(name));
    // A compose file that starts the database alone names none of the app's variables.
    if (missing.length === 0 || !(isOfApp || [...known].some(has))) continue;
    const needsServer = path === platform.composeWithoutMongo && missing.includes(answers.urlEnv);
    const message = `Add ${missing.join(' and ')} to the environment variables that ${basename(path)} lists${needsServer ? ', and a service that runs MongoDB' : ''}.`;
    draft.warn('variables-listed', message, { file: path });
  }
  const { urlEnv } = answers;
  const { composeWithoutMongo } = platform;
  const isTold = draft.change.notes.some(
    ({ code, file }) => code === 'variables-listed' && file === composeWithoutMongo,
  );
  if (composeWithoutMongo !== undefined && change.variables.has(urlEnv) && !known.has(urlEnv) && !isTold) {
    const message = `Add a service that runs MongoDB, or set ${urlEnv} for the container of the app to a server that it can reach.`;
    draft.note('compose-without-mongodb', message, { file: composeWithoutMongo }, 'warning');
  }
  if (project.package.dependencies['@angular/ssr'] && change.variables.has(urlEnv)) {
    const message = `ng build loads the server to find the routes, and fails without ${urlEnv}. Set it where the app is built, too.`;
    draft.warn('build-loads-server', message, { file: project.app.file, node: project.app.node });
  }
  if (project.committedBuild !== undefined && project.committedBuild !== project.app.file.path) {
    const message = `The script start runs ${project.committedBuild}, which was built before this change. Build it again.`;
    draft.warn('build-committed', message, { file: project.package.file });
  }
  const { copiesEnvFile } = platform;
  if (copiesEnvFile && change.files.some(({ path }) => path === environment.envPath)) {
    const message = `This line copies ${environment.envPath} with its values into the image. Add ${environment.envPath.split('/').at(-1)} to .dockerignore.`;
    draft.warn('env-in-image', message, copiesEnvFile);
  }
}
