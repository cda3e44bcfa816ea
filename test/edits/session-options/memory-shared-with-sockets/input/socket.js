module.exports = function (store) {
  store.get('x', function () {});
};
