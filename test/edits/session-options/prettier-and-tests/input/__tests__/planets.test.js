import { app } from '../index.js';

test('starts', () => expect(app).toBeDefined());
