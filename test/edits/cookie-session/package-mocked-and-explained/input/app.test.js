import { expect, it, vi } from 'vitest';

it('sets the cookie of a day', async () => {
  const create = vi.fn(() => (req, res, next) => next());
  vi.doMock('cookie-session', () => ({ default: create }));
  await import('./app.js');
  expect(create).toHaveBeenCalled();
});
