import { isPackage } from '../inspect/program/value.ts';
import { isWithin } from '../inspect/project/dependencies.ts';
import { isMember, keyName } from '../inspect/syntax/ast.ts';
import { uniquePlaces } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const logoutWithoutCallback = {
  id: 'logout-without-callback',
  what: 'req.logout() is called without a callback.',
  severity: 'error',
  why: 'Passport 0.6 and later throws "req#logout requires a callback function".',
  fix: 'Answer in a callback: req.logout((err) => ...).',
  check: ({ package: pkg, files, names, audit }: Facts<'package' | 'files' | 'names' | 'audit'>): Finding[] => {
    const usesPassport = [...names.values()].flat().some(({ value }) => isPackage(value, 'passport'));
    if (!usesPassport || !isWithin(pkg.dependencies.passport, '>=0.6.0')) return [];
    const isReplaced = files.some(({ index }) =>
      index.assignments.some(({ left }) => isMember(left) && /^log[oO]ut$/.test(keyName(left) ?? '')),
    );
    const steps = audit.handlers().flatMap(({ steps }) => steps);
    const calls = isReplaced ? [] : steps.filter(({ kind, call }) => kind === 'logout' && call?.arguments.length === 0);
    return uniquePlaces(calls).map((place) => ({ place, message: 'req.logout() needs a callback.' }));
  },
} satisfies Rule;
