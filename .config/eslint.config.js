import eslintPlugin from 'eslint-plugin-eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '**/.next/', '**/next-env.d.ts', 'test/apps/', '**/cases/', 'test/codemods/thread-context/servers/*/', 'test/probes/shapes/']),
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  {
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // isolatedDeclarations wants some of them written.
      '@typescript-eslint/no-inferrable-types': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // An empty function is the honest way to write "do nothing" (a no-op logger, a disposer).
      '@typescript-eslint/no-empty-function': 'off',
      // isolatedDeclarations reads the annotation, not the call.
      '@typescript-eslint/consistent-generic-constructors': ['error', 'type-annotation'],
      'no-console': 'off',
    },
  },
  { files: ['rules/**/*.ts'], ...eslintPlugin.configs.recommended },
);
