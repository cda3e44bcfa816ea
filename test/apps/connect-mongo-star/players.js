module.exports = [
  { id: 'judit', name: 'Judit Polgar' },
  { id: 'garry', name: 'Garry Kasparov' },
];
