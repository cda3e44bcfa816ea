import type { RenderContext } from './context.ts';

/** The template folders for an app: one per choice, not one per combination of choices. */
export function layers(context: RenderContext): string[] {
  const { ts, js, mongo, redis, memory, viaMongoose, compose, auth, flash, devices, batching } = context;
  const { secretEnvSource, secretFile, secretAws, encrypt, docker, kubernetes, pm, modernYarn } = context;
  const chosen: [string, boolean][] = [
    ['base', true],
    ['lang-ts', ts],
    ['lang-js', js],
    ['package-manager-pnpm', pm === 'pnpm'],
    ['package-manager-yarn', modernYarn],
    ['store-mongo', mongo],
    ['store-redis', redis],
    ['store-server', !memory],
    ['connection-driver', mongo && !viaMongoose],
    ['connection-mongoose', viaMongoose],
    ['feature-forms', auth || flash],
    ['feature-auth', auth],
    ['feature-flash', flash],
    ['feature-devices', devices],
    ['feature-batching', batching],
    ['database-compose', compose && !docker], // deploy-docker's compose.yaml has this service as well
    ['secret-source', !secretEnvSource],
    ['secret-file', secretFile],
    ['secret-aws', secretAws],
    ['encryption', encrypt],
    ['deploy-docker', docker],
    ['deploy-image', docker || kubernetes],
    ['deploy-kubernetes', kubernetes],
  ];
  return chosen.filter(([, wanted]) => wanted).map(([layer]) => layer);
}
