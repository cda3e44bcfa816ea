import { app } from './index.js';

test('planets', () => expect(app).toBeDefined());
