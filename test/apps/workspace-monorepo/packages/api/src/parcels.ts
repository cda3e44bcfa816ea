import { isCode } from '@parcel/shared';
import { Router, type Request } from 'express';

export const parcels = Router();

const places = new Map([['NL123456', 'Utrecht']]);

/** What a visitor follows; nothing is kept where there are no sessions. */
function following(req: Request): string[] {
  const { session } = req as unknown as { session?: { following?: string[] } };
  if (!session) return [];
  session.following ??= [];
  return session.following;
}

parcels.get('/', (req, res) => {
  res.json(following(req));
});

parcels.get('/:code', (req, res) => {
  const place = places.get(req.params.code);
  if (!place) return void res.status(404).json({ error: 'unknown parcel' });
  following(req).push(req.params.code);
  res.json({ code: req.params.code, place });
});

parcels.post('/', (req, res) => {
  const { code, place } = req.body as { code?: string; place?: string };
  if (!code || !place || !isCode(code)) return void res.status(422).json({ error: 'a code and a place' });
  places.set(code, place);
  res.status(201).json({ code, place });
});
