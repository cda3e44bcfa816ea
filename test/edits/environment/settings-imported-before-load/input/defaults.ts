export const defaults = {
  port: process.env.PORT ?? 3000,
  title: process.env.TITLE ?? 'Tannery',
};
