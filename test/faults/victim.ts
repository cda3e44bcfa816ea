import { CliError } from '../../src/errors.ts';
import { NO_PROGRESS } from '../../src/report/progress.ts';
import { type Fault, injectFault } from './faults.ts';
import { planFor, type Tree, treeOf } from './project.ts';

/** What the victim prints as JSON when it ends. */
export interface RunReport {
  exitCode: number;
  message: string;
  /** The functions that have changed the disk, in order. */
  changes: readonly string[];
  tree: Tree;
}

// Runs in a separate process, which may be killed: victim.ts <apply|recover> <root> <fault as JSON>.
const [action, root = '', fault = ''] = process.argv.slice(2);
const changes = injectFault(JSON.parse(fault) as Fault);
const end = (exitCode: number, message: string): void => {
  const report: RunReport = { exitCode, message, changes, tree: treeOf(root) };
  process.stdout.write(JSON.stringify(report));
};

async function main(): Promise<void> {
  try {
    if (action === 'recover') (await import('../../src/apply/journal.ts')).recover(root);
    else {
      const { apply } = await import('../../src/apply/apply.ts');
      const { editFiles } = await import('../../src/apply/edits.ts');
      await apply(planFor(root), NO_PROGRESS, editFiles);
    }
    end(0, '');
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    end(error.exitCode, error.message);
  }
}

void main();
