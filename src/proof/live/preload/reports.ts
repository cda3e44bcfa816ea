import { appendFileSync } from 'node:fs';
import { type PreloadSettings, type Report, SETTINGS_VARIABLE } from './protocol.ts';

type WithoutPid<T> = T extends unknown ? Omit<T, 'pid'> : never;

export const settings = JSON.parse(process.env[SETTINGS_VARIABLE] ?? 'null') as PreloadSettings;

/** Appends synchronously, so that a report also arrives when the process ends right after it. */
export function report(what: WithoutPid<Report>): void {
  try {
    appendFileSync(settings.reports, `${JSON.stringify({ pid: process.pid, ...what })}\n`);
  } catch {
    // The proof has ended and deleted the file.
  }
}

export function reportErrors(): void {
  process.on('uncaughtExceptionMonitor', (error: unknown) => {
    const { code } = Object(error) as { code?: unknown };
    report({ kind: 'error', message: `${error}${code === undefined ? '' : ` (${String(code)})`}` });
  });
  process.on('exit', (code) => report({ kind: 'exit', code }));
}
