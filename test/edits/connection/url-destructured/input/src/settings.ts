import 'dotenv/config';

const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing`);
  return value;
};

export const settings = { port: Number(process.env.PORT), database: { url: required('FERRY_DB') } };
