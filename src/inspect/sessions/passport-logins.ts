import { isPackage, type NamedFiles, valueNamed } from '../program/value.ts';
import { type Call, isFunction, isMember, keyName, optionValue } from '../syntax/ast.ts';
import type { Place } from '../syntax/source-file.ts';

/** Each `passport.authenticate()` that stores the user in the session, of an app with `passport.session()`. */
export function passportLogins({ files, names }: NamedFiles): (Place & { node: Call })[] {
  const calls = files.flatMap((file) =>
    file.index.calls.flatMap((node) => {
      const { callee } = node;
      const object = isMember(callee) && callee.object.type === 'Identifier' ? callee.object.name : undefined;
      const value = object === undefined ? undefined : valueNamed(names, file, object);
      return isMember(callee) && value && isPackage(value, 'passport') ? [{ file, node, method: keyName(callee) }] : [];
    }),
  );
  if (!calls.some(({ method }) => method === 'session')) return [];
  // With a custom callback, the app signs the user in with req.logIn().
  const signsIn = files.some(({ index }) => index.members.some((member) => /^log[iI]n$/.test(keyName(member) ?? '')));
  return calls.filter(
    ({ method, node }) =>
      method === 'authenticate' && !isStateless(node) && (signsIn || !node.arguments.some((one) => isFunction(one))),
  );
}

/** `{ session: false }`, or options that cannot be seen. */
function isStateless({ arguments: [, options] }: Call): boolean {
  if (!options || /Function/.test(options.type)) return false;
  if (options.type !== 'ObjectExpression') return true;
  const session = optionValue(options, 'session');
  return session !== undefined && !(session.type === 'BooleanLiteral' && session.value);
}
