import { ImportAsked, ImportPreview, importEndpoints } from '../../../platform/importing/contract.ts'

export const opinionImports = importEndpoints({
  key: 'opinions',
  path: '/api/opinions',
  words: {
    template: '导入群众意见的模板，下拉框里是来源',
    upload: '传一张群众意见表；传了还没有导入',
    preview: '预览：新增几条、已有几条、哪些行有问题（每类最多列 200 行）',
  },
  preview: ImportPreview,
  asked: ImportAsked,
})
