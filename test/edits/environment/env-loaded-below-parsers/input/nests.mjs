import { Router } from 'express';

export const nests = Router();
nests.get('/', (req, res) => res.json([]));
