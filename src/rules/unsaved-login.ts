import { signIn } from '../inspect/sessions/handlers.ts';
import { areAlternatives } from '../inspect/syntax/alternatives.ts';
import { startOf } from '../inspect/syntax/ast.ts';
import { uniquePlaces } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const unsavedLogin = {
  id: 'unsaved-login',
  what: 'A sign-in answers before the session is saved.',
  severity: 'warning',
  why: 'The next request may come before the session is stored, and a failure to store it goes unnoticed.',
  fix: 'Answer in the callback of req.session.save().',
  check: ({ sessions, audit }: Facts<'sessions' | 'audit'>): Finding[] => {
    if (sessions.length === 0) return [];
    const places = audit.handlers().flatMap((handler) => {
      const step = signIn(handler);
      if (!step || handler.steps.some(({ kind }) => /^(save|login|authenticate)$/.test(kind))) return [];
      return handler.steps
        .filter(
          ({ kind, file, node }) => kind === 'response' && file === step.file && startOf(node) > startOf(step.node),
        )
        .filter((answer) => !areAlternatives(step, answer))
        .slice(0, 1);
    });
    return uniquePlaces(places).map((place) => ({ place, message: 'This answers without waiting for the session.' }));
  },
} satisfies Rule;
