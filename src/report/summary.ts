import { durationText } from '../questions/durations.ts';
import { questionsFor } from '../questions/table.ts';
import type { Answers, AnswerValues, Question, QuestionId, Value } from '../questions/values.ts';
import type { Ink } from './palette.ts';
import { wrap } from './wrap.ts';

/** An answer in words: the labels of choices instead of their values. */
export function valueText({ kind, choices, show }: Question, value: Value): string {
  if (kind === 'boolean') return value ? 'yes' : 'no';
  if (kind === 'duration') return value === 0 ? 'every request' : durationText(value as number);
  if (!choices) return show(value);
  const chosen = choices.filter((choice) =>
    Array.isArray(value) ? value.some((one) => one === choice.value) : choice.value === value,
  );
  return chosen.map(({ label }) => label).join(', ') || 'none';
}

const STORES = { mongo: 'MongoDB', redis: 'Redis', memory: 'memory, for development only' };
const CONNECTIONS = { client: '', url: ', on a connection of their own', mongoose: ', on the connection of mongoose' };
const DATABASES = {
  embedded: 'a local MongoDB started by the dev script',
  compose: 'MongoDB started by docker compose',
  external: 'a MongoDB of yours',
};
const DEPLOYMENTS = { docker: 'Dockerfile and compose.yaml', kubernetes: 'Kubernetes manifests' };

/** The answers of `create` in groups of sentences, to confirm before anything is written. `columns`: the terminal's width. */
export function summary(answers: Answers, ink: Ink, columns = 80): string {
  const get = <K extends QuestionId>(id: K): AnswerValues[K] | undefined =>
    answers[id]?.value as AnswerValues[K] | undefined;
  const text = (id: QuestionId): string | undefined => {
    const question = questionsFor('create').find((one) => one.id === id);
    const value = get(id);
    return question && value !== undefined ? valueText(question, value) : undefined;
  };
  const database = get('database');
  const rows: [string, (string | false | undefined)[]][] = [
    ['Folder', [get('directory')]],
    ['Sessions', sessions(get)],
    ['Secret', [secret(get)]],
    ['Features', [text('features')]],
    ['Code', [text('language'), text('module')]],
    ['Development', [get('pm'), database && DATABASES[database]]],
    [
      'Also',
      [
        ...(get('deploy') ?? []).map((target) => DEPLOYMENTS[target]),
        get('git') && 'Git repository',
        get('install') ? 'dependencies installed' : 'dependencies not installed',
      ],
    ],
  ];
  const width = Math.max(40, Math.min(columns, 100)) - INDENT;
  return rows
    .map(([label, parts]) => {
      const lines = wrap(parts.filter(Boolean).join(', '), width);
      return `  ${ink.bold(label.padEnd(INDENT - 2))}${lines.join(`\n${' '.repeat(INDENT)}`)}\n`;
    })
    .join('');
}

const INDENT = 15;

type Get = <K extends QuestionId>(id: K) => AnswerValues[K] | undefined;

function sessions(get: Get): string[] {
  const store = get('store') ?? 'mongo';
  const where = store === 'mongo' ? `${STORES.mongo}, collection ${get('collection')}` : STORES[store];
  const lifetime = durationText(get('maxAge') ?? 0);
  return [
    where + CONNECTIONS[get('connection') ?? 'client'],
    get('rolling') ? `expire after ${lifetime} without a request` : `expire ${lifetime} after their last change`,
    ...(get('encrypt') ? ['encrypted at rest'] : []),
  ];
}

function secret(get: Get): string {
  const name = get('secretEnv');
  if (get('secret') === 'file') return `in a file named by ${name}_FILE`;
  return get('secret') === 'aws' ? `in AWS Secrets Manager, with the ID in ${name}_ID` : `${name}, generated into .env`;
}
