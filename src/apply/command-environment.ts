// Unset variables that would make git use another repository.
const GIT_ENVIRONMENT = { GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };

// Let pnpm (the setting has two names) and Yarn write the lockfile, which they refuse in CI by default.
const WRITABLE_LOCKFILE: Record<string, NodeJS.ProcessEnv> = {
  pnpm: { npm_config_frozen_lockfile: 'false', pnpm_config_frozen_lockfile: 'false' },
  yarn: { YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' },
};

/** The variables to set, or to unset, for git or a package manager. */
export function commandEnvironment(command: string): NodeJS.ProcessEnv {
  return { ...GIT_ENVIRONMENT, ...WRITABLE_LOCKFILE[command] };
}
