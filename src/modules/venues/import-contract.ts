import { ImportAsked, ImportPreview, importEndpoints } from '../../platform/importing/contract.ts'

export const venueImports = importEndpoints({
  key: 'venues',
  path: '/api/venues',
  words: {
    template: '导入工作室的模板，下拉框里是本政协的专委会',
    upload: '传一张工作室表；传了还没有导入',
    preview: '预览：新增几家、更新几家、哪些行有问题（每类最多列 200 行）',
  },
  preview: ImportPreview,
  asked: ImportAsked,
})
