import type { ProjectFacts } from '../inspect/facts.ts';
import type { LiveCheck, Progress } from '../outcome.ts';
import { cancellable } from '../proof/cancellable.ts';

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
  const target = liveTarget(project);
  return cancellable(async (signal) => {
    const step = progress.stepStarted('Proving the sessions');
    const options = { signal, onStep: step.printed };
    try {
      return [...(await probeDatabase(target, options)), ...(await prove(target, { ...options, scratchUrl }))];
    } finally {
      step.ended();
    }
  });
}
