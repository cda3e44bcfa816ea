import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import globals from 'globals';

export default defineConfig(js.configs.recommended, {
  files: ['**/*.js'],
  languageOptions: { globals: globals.node, sourceType: '{%- esm ? 'module' : 'commonjs' %}' },
  rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }] },
});
