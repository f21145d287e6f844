import { defineConfig } from 'vite'
import react from '@vitejs/plugin-react'

const faces = {
  staff: 'src/web/staff.tsx',
  member: 'src/web/member.tsx',
  worker: 'src/web/service-worker.ts',
  public: 'src/web/styles/public.css',
  print: 'src/web/styles/print.css',
}
const gallery = { gallery: 'src/web/gallery.tsx' }

/**
 * The browser build: one entry for the staff face, one for the member face, no HTML (the server writes it from .vite/manifest.json).
 * Pages are lazy; what both faces share goes into `react`, what only the staff face carries into `antd`; charts load when shown.
 */
export default defineConfig(({ mode }) => ({
  plugins: [react()],
  base: './',
  build: {
    target: 'chrome90',
    cssTarget: 'chrome90',
    outDir: 'dist/web',
    emptyOutDir: true,
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_200,
    rolldownOptions: {
      input: mode === 'gallery' ? gallery : faces,
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|react-router|scheduler|@tanstack)[\\/]/,
            },
            { name: 'zod', test: /node_modules[\\/]zod[\\/]|platform[\\/]no-eval/ },
          ],
        },
      },
    },
  },
}))
