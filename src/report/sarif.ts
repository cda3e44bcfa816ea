import { pathToFileURL } from 'node:url';
import { homepage } from '../../package.json';
import type { Diagnosis, Examination } from '../outcome.ts';
import { explain } from '../rules/rule.ts';
import { rulePage } from './examination.ts';

const LEVELS = { info: 'note', warning: 'warning', error: 'error' };

/**
 * The findings as SARIF 2.1.0, which GitHub code scanning reads:
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif({ root, diagnoses, checks = [] }: Examination, version: string): string {
  const found = [...diagnoses, ...checks.flatMap(failedCheck)];
  const rules = [...new Map(found.map((one) => [one.rule, one])).values()];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'create-mongo-session-app',
            semanticVersion: version,
            informationUri: homepage,
            rules: rules.map(({ rule, what, severity, why, fix }) => ({
              id: rule,
              shortDescription: { text: what },
              helpUri: rulePage(rule),
              ...(why === undefined ? {} : { fullDescription: { text: why } }),
              ...(fix === undefined ? {} : { help: { text: fix } }),
              defaultConfiguration: { level: LEVELS[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(root).href}/` } },
        results: found.map((one) => result(one, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function result(one: Diagnosis, rules: Diagnosis[]) {
  const { rule, severity, file, line, column, endLine, endColumn, accepted } = one;
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex((other) => other.rule === rule),
    level: LEVELS[severity],
    message: { text: explain(one, one) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file), uriBaseId: 'ROOT' },
          region: {
            startLine: line,
            ...(column === undefined ? {} : { startColumn: column, endLine, endColumn }),
          },
        },
      },
    ],
    ...(accepted === undefined ? {} : { suppressions: [{ kind: 'inSource', justification: accepted }] }),
  };
}

/** A failed check of the proof is about the app as a whole. */
function failedCheck({ id, title, status, message }: NonNullable<Examination['checks']>[number]): Diagnosis[] {
  if (status !== 'failed' && status !== 'warning') return [];
  const severity = status === 'failed' ? 'error' : 'warning';
  return [{ rule: id, what: title, severity, message, file: 'package.json', line: 1 }];
}
