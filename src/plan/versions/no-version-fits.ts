import { lineInManifest, type PackageFacts } from '../../inspect/project/manifest.ts';
import type { Refusal } from '../refusal.ts';

/** The refusal where no versions work together, with the line of a dependency. */
export function noVersionFits(
  pkg: PackageFacts,
  dependency: string,
  message: string,
  hint: string,
  more: Refusal['notes'] = [],
): Refusal {
  const reason = `${message} ${hint} Then run this command again, or paste these lines.`;
  const place = { file: pkg.file, ...lineInManifest(pkg, dependency) };
  return {
    title: message,
    hint,
    notes: [{ code: 'no-version-fits', message: reason, ...place, paste: 'planned' }, ...more],
  };
}
