import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { RenderContext } from '../../src/plan/create/context.ts';
import { layers } from '../../src/plan/create/layers.ts';
import { renderLayers } from '../../src/plan/create/render.ts';
import { contextFor } from '../build/sample.ts';
import { scratchFolder } from '../real/packed.ts';
import { findPythonTools } from '../real/python.ts';
import { type Ran, run } from '../real/spawn.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 });

const OLDEST_KUBERNETES = '1.33';
const BOTH = { docker: true, kubernetes: true };
const CASES: [string, Partial<RenderContext>][] = [
  ['a secret in the environment', {}],
  ['a secret in a file', { secret: 'file', secretEnvSource: false, secretFile: true, pm: 'pnpm' }],
  ['a secret in AWS', { secret: 'aws', secretEnvSource: false, secretAws: true, pm: 'bun' }],
  ['a database by compose', { embedded: false, compose: true, pm: 'yarn' }],
];

let python: string;

beforeAll(async () => {
  python = (await findPythonTools()).path;
});

/** Writes the files for deployment of such an app. */
function written(form: 'ts' | 'js', changes: Partial<RenderContext>): string {
  const context = contextFor(form, { ...BOTH, ...changes });
  const folder = scratchFolder();
  for (const { path: name, content } of renderLayers(layers(context), context)) {
    if (!/^(k8s\/|Dockerfile|compose)/.test(name)) continue;
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

/** PyYAML fills in the merge keys (`<<`), which the checker takes for unknown ones. */
const checkCompose = (cwd: string): Promise<Ran> => {
  const script = `import yaml
from compose_spec import PyCompose
compose = PyCompose.from_yaml(yaml.safe_dump(yaml.safe_load(open('compose.yaml'))))
compose.validate()
compose.to_spec()
print(','.join(sorted(compose.service_names())))`;
  return run(python, ['-c', script], { cwd });
};

const KINDS = ['deployment', 'service', 'secret', 'autoscaler', 'disruption', 'ingress'];
const checkKubernetes = (cwd: string, kinds: string[], version: string): Promise<Ran> => {
  const files = kinds.map((kind) => `k8s/${kind}.yaml`);
  return run(python, ['-m', 'kubernetes_validate', '--strict', '-k', version, ...files], { cwd });
};

/** Every rule counts, down to the mere hints. */
const lint = (cwd: string): Promise<Ran> => {
  const script = "import os; os.execvp('hadolint', ['hadolint', '--failure-threshold', 'style', 'Dockerfile'])";
  return run(python, ['-c', script], { cwd });
};

describe.each(CASES)('files for deployment with %s', (_, changes) => {
  const folder = written('ts', changes);

  test('compose.yaml follows the Compose specification', async () => {
    const services = ['app', ...(changes.compose ? ['mongo'] : []), 'mongo1', 'mongo2', 'mongo3', 'proxy'];
    expect(await checkCompose(folder)).toMatchObject({ code: 0, stdout: services.join(',') });
  });

  test.each([OLDEST_KUBERNETES, '1.37'])('the manifests follow the schemas of Kubernetes %s', async (version) => {
    const kinds = changes.secretAws ? [...KINDS, 'account'] : KINDS;
    const ran = await checkKubernetes(folder, kinds, version);
    expect(ran).toMatchObject({ code: 0 });
    expect(`${ran.stdout}${ran.stderr}`.match(/passed for resource/g)).toHaveLength(kinds.length);
  });

  test.each(['ts', 'js'] as const)('hadolint has nothing to say about the Dockerfile of a %s app', async (form) => {
    expect(await lint(written(form, changes))).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('these checks find', () => {
  const damaged = (file: string, find: string, put: string): string => {
    const folder = written('ts', {});
    const context = contextFor('ts', BOTH);
    const good = renderLayers(layers(context), context).find((rendered) => rendered.path === file)?.content ?? '';
    expect(good).toContain(find);
    writeFileSync(path.join(folder, file), good.replace(find, put));
    return folder;
  };

  test.each([
    ['an unknown key', 'read_only:', 'readonly:', 'extension key `readonly`'],
    ['a network that is not there', '[web, database]', '[web, databse]', 'network `databse`'],
    ['a wrong type', "volumes: ['mongo2:/data/db']", 'volumes: 7', 'invalid type: integer'],
    ['a condition that there is not', 'condition: service_healthy', 'condition: healthy', 'unknown variant `healthy`'],
  ])('%s in compose.yaml', async (_, find, put, complaint) => {
    const ran = await checkCompose(damaged('compose.yaml', find, put));
    expect(ran.code).not.toBe(0);
    expect(ran.stderr).toContain(complaint);
  });

  test.each([
    ['an unknown key', 'readinessProbe:', 'readyProbe:', 'readyProbe'],
    ['a wrong type', 'runAsUser: 1000', 'runAsUser: node', "'node' is not of type"],
  ])('%s in a manifest', async (_, find, put, complaint) => {
    const ran = await checkKubernetes(damaged('k8s/deployment.yaml', find, put), ['deployment'], OLDEST_KUBERNETES);
    expect(ran.code).not.toBe(0);
    expect(`${ran.stdout}${ran.stderr}`).toContain(complaint);
  });

  test('a version left open in the Dockerfile', async () => {
    const ran = await lint(damaged('Dockerfile', 'FROM node:24-slim AS build', 'FROM node AS build'));
    expect(ran.code).not.toBe(0);
    expect(ran.stdout).toContain('DL3006');
  });
});
