import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { Drawing } from './drawing.ts'

use([BarChart, LineChart, GridComponent, AriaComponent, CanvasRenderer])

/** Inks of the chart, as the page's tokens have them. (look.md §2) */
const ink = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** Draws into the box; answers how to take it away. Nothing moves by itself. */
export const draw = (box: HTMLElement, { places, series, kind }: Drawing): (() => void) => {
  const chart = init(box)
  const words = {
    color: ink('--ink-2'),
    fontSize: 13,
    fontFamily: getComputedStyle(document.body).fontFamily,
  }
  const looks = [
    { color: ink('--ink-2') },
    {
      color: ink('--paper'),
      borderColor: ink('--ink-4'),
      borderWidth: 1,
      decal: {
        symbol: 'rect',
        color: ink('--ink-4'),
        dashArrayX: [1, 0],
        dashArrayY: [1, 4],
        rotation: -Math.PI / 4,
      },
    },
  ]
  chart.setOption({
    animation: false,
    aria: { enabled: false, decal: { show: true } },
    grid: { left: 8, right: kind === 'line' ? 76 : 8, top: 24, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: [...places],
      axisLabel: words,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink('--rule-strong') } },
    },
    yAxis: {
      type: 'value',
      minInterval: kind === 'bar' ? 1 : 0.5,
      axisLabel: { ...words, color: ink('--ink-3') },
      splitLine: { lineStyle: { color: ink('--rule') } },
    },
    series: series.map(({ label, values }, at) => ({
      name: label,
      type: kind,
      data: [...values],
      barMaxWidth: 28,
      itemStyle: looks[at % looks.length] ?? {},
      lineStyle: { color: ink('--ink-2'), width: 2 },
      connectNulls: false,
      ...(kind === 'line'
        ? { endLabel: { show: true, formatter: label, ...words }, symbol: 'circle', symbolSize: 7 }
        : { label: { show: places.length <= 12, position: 'top', ...words } }),
    })),
  })
  const fit = new ResizeObserver(() => chart.resize())
  fit.observe(box)
  return () => {
    fit.disconnect()
    chart.dispose()
  }
}
