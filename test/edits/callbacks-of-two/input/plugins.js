exports.loadPlugins = async () => [];
