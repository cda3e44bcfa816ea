import { variables } from './variables.js';

export const price = (weight) => (variables.GLAZE === 'gold' ? weight * 9 : weight * 2);
