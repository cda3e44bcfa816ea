/** The user nobody. */
export const NOBODY = 65534;

/** In front of a command: root may do everything, so tests about permissions run it as somebody who may not. */
export const asNobody =
  process.getuid?.() === 0 ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [];
