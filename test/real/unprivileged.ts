/** The user ID of `nobody`. */
export const NOBODY = 65534;

/** The prefix that runs a command as an unprivileged user, as permissions do not restrict root. */
export const asNobody =
  process.getuid?.() === 0 ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [];
