import prisma from './prisma.js';

export const list = async (req, res) => res.json(await prisma.file.findMany());
