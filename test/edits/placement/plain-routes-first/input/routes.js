import { Router } from 'express';

const router = Router();
router.get('/', (req, res) => res.json(req.session));

export default router;
