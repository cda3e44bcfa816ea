import intersects from 'semver/ranges/intersects.js';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { isWithin, mayBe } from '../../inspect/project/dependencies.ts';
import type { NodeFact } from '../../inspect/project/node-version.ts';
import type { Refusal } from '../refusal.ts';
import { noVersionFits } from './no-version-fits.ts';
import { allows, driversOf, JEST_DRIVER, type Store } from './supported-versions.ts';
import { NODE_OF_RAISED, typeormDriver } from './typeorm.ts';

interface NewestDriver {
  range: string;
  /** What else limits it beside Node and connect-mongo. */
  limits: string[];
  typeorm: ReturnType<typeof typeormDriver>;
}

/** The newest mongodb that works with the project's Node and packages. */
export function newestDriver(facts: ProjectFacts, node: NodeFact[], store: Store): NewestDriver | Refusal {
  const { package: pkg } = facts;
  const isNodeNew = allows(node, NODE_OF_RAISED);
  const typeorm = typeormDriver(pkg, isNodeNew);
  const keptAt6 = keptAt6By(facts);
  const drivers = driversOf(store, node).filter(({ major }) => major < 7 || keptAt6.length === 0);
  const best = drivers.find(({ range }) => intersects(range, typeorm?.driver ?? '*'));
  const isForJest = pkg.dependencies.jest !== undefined && best?.major === 7;
  const limits = [...(typeorm ? ['typeorm'] : []), ...(isForJest ? ['Jest'] : []), ...keptAt6];
  if (best) return { range: isForJest ? JEST_DRIVER : best.range, limits, typeorm };
  return noVersionFits(
    pkg,
    'typeorm',
    `typeorm ${pkg.dependencies.typeorm?.range} supports mongodb ${typeorm?.driver} only, and connect-mongo ${store.major} needs mongodb ${store.drivers[0]} or later.`,
    `Upgrade typeorm to 0.3.22 or later${isNodeNew ? '' : ', and Node to 16.13 or later'}.`,
  );
}

/** The packages that do not work with mongodb 7, whose types need the AsyncDisposable of @types/node 18.18 and 20.6. */
function keptAt6By(facts: ProjectFacts): string[] {
  const { package: pkg, typescript, compiler } = facts;
  const checks = typescript && compiler?.skipLibCheck === false;
  const isOld = checks && isWithin(pkg.dependencies['@types/node'], '<18.18.0 || >=19.0.0 <20.6.0');
  return [...(isBundledByOldEsbuild(facts) ? ['esbuild'] : []), ...(isOld ? ['@types/node'] : [])];
}

/** esbuild 0.14 breaks the static blocks of bson 7 when it bundles them. */
function isBundledByOldEsbuild({ loadedElsewhere, package: { dependencies, scripts } }: ProjectFacts): boolean {
  if (mayBe(dependencies.esbuild, '0.17.0')) return false;
  const commands = Object.values(scripts).filter((script) => /\besbuild\b.*--bundle/.test(script));
  return commands.length > 0
    ? commands.some((script) => !/--(packages|external)/.test(script))
    : loadedElsewhere?.has('esbuild') === true;
}
