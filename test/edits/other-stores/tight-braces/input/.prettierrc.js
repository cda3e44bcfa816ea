module.exports = {
  arrowParens: 'avoid',
  bracketSpacing: false, // {a: 1}
  singleQuote: true,
  trailingComma: 'all',
};
