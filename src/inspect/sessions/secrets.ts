import type { Evaluator } from '../program/evaluator.ts';
import { inTests } from '../program/test-branches.ts';
import { textOrVariable, type Value } from '../program/value.ts';
import { isCall, unwrap } from '../syntax/ast.ts';
import { type Place, textOf } from '../syntax/source-file.ts';
import { optionOf } from './options.ts';
import type { SessionFact } from './session.ts';

/** A value that the secret of a session() may have. */
export interface SecretFact extends Place {
  session: SessionFact;
  value:
    | NonNullable<ReturnType<typeof textOrVariable>>
    /** A random value, different after every start. */
    | { kind: 'random' }
    | { kind: 'unknown' };
  /** It is used where the value before it is missing: the right side of `||` or `??`. */
  isFallback: boolean;
  /** Which of several values it is depends on more than that. */
  isAlternative: boolean;
}

/** The values of the option `secret` outside of tests, followed through variables and files. */
export function findSecrets(evaluator: Evaluator, sessions: SessionFact[]): SecretFact[] {
  return sessions.flatMap((session) => {
    const option = optionOf(session.options, 'secret');
    if (!option || session.inTests === 'only') return [];
    const { file, node } = option;
    const values = evaluator.valuesOf(file, node.value);
    return values
      .flatMap((value) => secretsIn(evaluator, session, value, option))
      .filter((secret) => inTests(evaluator, secret.file, secret.node) !== 'only')
      .map((secret) => (values.length > 1 ? { ...secret, isAlternative: true } : secret));
  });
}

function secretsIn(evaluator: Evaluator, session: SessionFact, value: Value, at: Place): SecretFact[] {
  if (value.kind === 'union') {
    const isDefault = value.node.type === 'LogicalExpression' && value.node.operator !== '&&';
    return value.options.flatMap((option, index) => {
      const found = secretsIn(evaluator, session, option, value);
      if (!isDefault) return found.map((secret) => ({ ...secret, isAlternative: true }));
      return index > 0 ? found.map((secret) => ({ ...secret, isFallback: true })) : found;
    });
  }
  if ('node' in value && value.node.type === 'ArrayExpression') {
    const { file, node } = value;
    return node.elements.flatMap((item) =>
      item ? secretsIn(evaluator, session, evaluator.evaluate(file, item), { file, node: item }) : [],
    );
  }
  const place = 'node' in value ? { file: value.file, node: value.node } : at;
  return [{ ...place, session, value: secretValue(value), isFallback: false, isAlternative: false }];
}

const RANDOM = /^(uuid|nanoid|uid-safe|crypto|node:crypto|cuid|shortid|randomstring|uid2|@paralleldrive\/cuid2)(\/|$)/;
const GENERATES = /^(uuid(v?4)?|v[147]|nanoid|random(Bytes|UUID)|sync|generate|createId|cuid)?$/;

function secretValue(value: Value): SecretFact['value'] {
  return textOrVariable(value) ?? (isRandom(value) ? { kind: 'random' } : { kind: 'unknown' });
}

/** `uuid()`, `randomBytes(32).toString('hex')`, `Math.random().toString()`. */
function isRandom(value: Value): boolean {
  if (value.kind !== 'call') return false;
  const { callee, file, node } = value;
  if (callee.kind === 'package') return RANDOM.test(callee.name) && GENERATES.test(callee.path.at(-1) ?? '');
  if (textOf(file, node) === 'Math.random()') return true;
  // A method of the random value, such as toString(); a hash of it would need its own look.
  if (callee.kind !== 'member' || callee.name !== 'toString') return false;
  const inner = unwrap(node.callee);
  const of = inner.type === 'MemberExpression' ? inner.object : undefined;
  return of !== undefined && isCall(of) && (isRandom(callee.of) || /^crypto\.random/.test(textOf(file, of)));
}
