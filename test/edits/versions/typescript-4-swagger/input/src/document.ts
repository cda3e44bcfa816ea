export const document = { openapi: '3.0.0' };
