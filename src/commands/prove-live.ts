import { CancelledError } from '../errors.ts';
import type { ProjectFacts } from '../inspect/facts.ts';
import type { LiveCheck, Progress } from '../outcome.ts';

/**
 * Looks at the database of an app, then starts the app on a scratch database and proves what its sessions do.
 * @throws CancelledError on Ctrl-C, after all processes have ended
 */
export async function proveLive(
  project: ProjectFacts,
  scratchUrl: string | undefined,
  progress: Progress,
): Promise<LiveCheck[]> {
  const { liveTarget } = await import('../proof/live/live-target.ts');
  const { probeDatabase } = await import('../proof/live/probe-database.ts');
  const { prove } = await import('../proof/live/prove.ts');
  const controller = new AbortController();
  const cancel = (): void => controller.abort(new CancelledError());
  process.on('SIGINT', cancel);
  process.on('SIGTERM', cancel);
  const step = progress.stepStarted('Proving the sessions');
  try {
    const target = liveTarget(project);
    const options = { signal: controller.signal, onStep: step.line };
    return [...(await probeDatabase(target, options)), ...(await prove(target, { ...options, scratchUrl }))];
  } finally {
    step.ended();
    process.off('SIGINT', cancel);
    process.off('SIGTERM', cancel);
  }
}
