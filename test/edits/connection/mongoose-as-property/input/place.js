exports.address = () => ['mongodb://', 'localhost', '/apiary'].join('');
