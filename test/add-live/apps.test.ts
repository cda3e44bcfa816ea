import { afterAll, beforeAll, describe, test, vi } from 'vitest';
import { packedCli } from '../real/packed.ts';
import { prove, type Recording, record } from './driver.ts';
import { Project } from './project.ts';
import type { Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';
import { Services } from './services.ts';

// Each application is an npm install and some servers: more of them at once only take longer.
vi.setConfig({ maxConcurrency: 2, testTimeout: 180_000, hookTimeout: 60_000 });

let services: Services;
const projects: Project[] = [];
const recorded = new Map<Scenario, Promise<{ project: Project; recording: Recording }>>();

beforeAll(async () => {
  services = await Services.start();
});

afterAll(async () => {
  await services.stop();
  for (const project of projects) project.remove();
});

/** Drives the application as it was written, once. */
function recordingOf(scenario: Scenario): Promise<{ project: Project; recording: Recording }> {
  const drive = async () => {
    const project = await Project.copy(scenario, services);
    projects.push(project);
    return { project, recording: await record(scenario, project, services) };
  };
  const recording = recorded.get(scenario) ?? drive();
  recorded.set(scenario, recording);
  return recording;
}

describe('as it was written', () => {
  for (const scenario of scenarios) {
    test.concurrent(`${scenario.name}: ${scenario.title}`, async () => {
      await recordingOf(scenario);
    });
  }
});

describe('after add: the session outlives a restart, and everything answers as before', () => {
  for (const scenario of scenarios) {
    test.concurrent(`${scenario.name}: ${scenario.title}`, async () => {
      const { project, recording } = await recordingOf(scenario);
      await prove(scenario, project, services, recording, packedCli());
    });
  }
});
