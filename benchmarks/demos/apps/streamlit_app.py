"""The budget calculator in Streamlit: ``streamlit run streamlit_app.py``."""

import streamlit as st
from budget import SLIDERS, TITLE, result

st.set_page_config(page_title=TITLE)
st.title(TITLE)
columns = st.columns(2)
values = {
    slider.name: columns[rank % 2].slider(slider.label, slider.least, slider.most, slider.start, slider.step)
    for rank, slider in enumerate(SLIDERS)
}
found = result(values)
st.markdown(found.sentence)
st.plotly_chart(found.figure, key="chart")
st.table(found.table)
st.caption(found.source)
