import { valueNamed } from '../inspect/program/value.ts';
import { storeVariable } from '../inspect/sessions/live-sessions.ts';
import { optionValue } from '../inspect/syntax/ast.ts';
import { textOf } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const keycloakStore = {
  id: 'keycloak-store',
  what: 'Keycloak and session() have different stores.',
  severity: 'warning',
  why: 'A sign-out that Keycloak sends to the app then ends no session.',
  fix: 'Pass both the same store.',
  check: (project: Facts<'sessions' | 'files' | 'names'>): Finding[] =>
    project.files.flatMap((file) =>
      file.index.calls.flatMap((call) => {
        const callee = valueNamed(project.names, file, textOf(file, call.callee));
        const [options] = call.arguments;
        const node = optionValue(options, 'store');
        if (callee?.kind !== 'package' || callee.name !== 'keycloak-connect' || !node) return [];
        const value = valueNamed(project.names, file, textOf(file, node));
        const isShared = project.sessions.some(({ store }) => {
          const isVariable = store?.file === file && storeVariable(store)?.name === textOf(file, node);
          return isVariable || (value?.kind === 'call' && value.node === store?.node);
        });
        return isShared ? [] : [{ place: { file, node }, message: 'Keycloak has another store than session().' }];
      }),
    ),
} satisfies Rule;
