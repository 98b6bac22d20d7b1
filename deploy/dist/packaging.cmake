# What is installed, and the Debian package that CPack makes of it.
install(FILES README.md CHANGELOG.md DESTINATION share/doc/latest-news)
install(FILES LICENSE DESTINATION share/doc/latest-news RENAME copyright)
if(LATEST_NEWS_STATIC)
  install(FILES ${PROJECT_BINARY_DIR}/LICENSES-OF-PARTS DESTINATION share/doc/latest-news)  # deploy/dist/pack writes it
endif()

install(FILES ${PROJECT_BINARY_DIR}/manual/man/latest-news.1 DESTINATION share/man/man1)
install(FILES ${PROJECT_BINARY_DIR}/manual/conf/latest-news.conf.5 DESTINATION share/man/man5)
install(FILES ${PROJECT_BINARY_DIR}/manual/bash/latest-news DESTINATION share/bash-completion/completions)
install(FILES ${PROJECT_BINARY_DIR}/manual/zsh/_latest-news DESTINATION share/zsh/site-functions)
install(FILES ${PROJECT_BINARY_DIR}/manual/fish/latest-news.fish DESTINATION share/fish/vendor_completions.d)
install(FILES deploy/systemd/latest-news.service deploy/systemd/latest-news.socket DESTINATION lib/systemd/system)
install(FILES deploy/systemd/latest-news.sysusers DESTINATION lib/sysusers.d RENAME latest-news.conf)
install(FILES deploy/systemd/latest-news.conf DESTINATION /etc)

set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_CONTACT "The Latest News developers <latest-news@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "server for an organisation's news on its partners' pages")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
