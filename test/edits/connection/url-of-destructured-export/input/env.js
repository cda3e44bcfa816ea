export const { FERRY_DATABASE, SESSION_KEY } = process.env;
